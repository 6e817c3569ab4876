import "onefn/fast";
import { answersAlike } from "./answers-alike.js";
import { apps } from "./apps/index.js";

for (const app of apps) answersAlike(app);
