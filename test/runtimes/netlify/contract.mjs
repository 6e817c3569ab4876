// Netlify's dev server bundles its functions anew for each call. This one leaves it nothing to bundle: no bundler
// follows an import whose name it cannot read.
const { default: handler } = await import(process.env.CONTRACT_MODULE);

export default handler;
export const config = { path: "/*" };
