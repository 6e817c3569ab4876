import { OnefnError } from "onefn";

/**
 * Refuses timers that a test has faked: brokers and time limits would wait for them without end. The fakes of Vitest, Jest
 * and Sinon have the member `clock`.
 *
 * @param place such as `[onefn/contract] checkFunction`.
 * @throws OnefnError ONEFN_INVALID_OPTION
 */
export function refuseFakedTimers(place: string): void {
  if (!("clock" in setTimeout)) return;
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `${place}: setTimeout is faked, so the simulators would wait without end. Restore it first, by vi.useRealTimers() or ` +
      'jest.useRealTimers(). If your functions only need another time of day, fake Date alone: { toFake: ["Date"] }.',
  );
}
