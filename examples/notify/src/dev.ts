/** Where `onefn dev` serves this example. */
export const DEV = `http://localhost:${process.env.PORT || 3000}`;
