/** The time that a text says; undefined if it says none. */
export function timeIn(text: unknown): Date | undefined {
  const time = new Date(`${text}`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
