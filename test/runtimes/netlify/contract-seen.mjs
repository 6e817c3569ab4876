// A scheduled function, by the name of its file.
const { default: handler } = await import(process.env.CONTRACT_MODULE);

export default handler;
export const config = { schedule: "@hourly" };
