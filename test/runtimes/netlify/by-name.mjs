// A function that Netlify calls by the name of its file.
const { default: handler } = await import(process.env.CONTRACT_MODULE);

export default handler;
