import { OnefnError, type Pipeline } from "onefn/provider";

/**
 * Pipelines whose events have no shape of their own, so that nothing tells them apart: a deployable has functions of one.
 */
export function eitherPipeline(...pipelines: readonly Pipeline[]): Pipeline {
  return {
    kinds: pipelines.flatMap(({ kinds }) => kinds),
    codecs: pipelines.flatMap(({ codecs }) => codecs),
    bind(functions, provider, options) {
      const bound = pipelines.map(({ kinds, codecs, bind }) => {
        const own = functions.filter(({ kind }) => kinds.includes(kind));
        return own.length > 0 ? bind(own, provider, options) : codecs.map(() => undefined);
      });
      if (bound.every((runs) => runs.some((run) => run))) {
        const kinds = pipelines.flatMap((pipeline) => pipeline.kinds).join(" and ");
        throw new OnefnError(
          "ONEFN_DUPLICATE_TRIGGER",
          `[onefn/aws] adapt: functions of the kinds ${kinds} would take the same events, whose shape their senders make ` +
            "up. Deploy them as separate Lambda functions.",
        );
      }
      return bound.flat();
    },
  };
}
