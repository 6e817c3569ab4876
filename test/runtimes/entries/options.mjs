/** The options of the deployment, which reach a runtime's process by its environment. */
export const options = JSON.parse(process.env.CONTRACT_OPTIONS ?? "{}");
