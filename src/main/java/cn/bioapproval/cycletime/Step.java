package cn.bioapproval.cycletime;

import java.util.Map;

/**
 * What the model says about a step.
 *
 * @param custody     in whose hands the case is; empty when the model does not say
 * @param clockEffect {@code runs} or {@code stops:<reason>}
 * @param clockLimit  as the model writes it; empty when there is none
 */
record Step(String procedure, String elementId, String name, String custody, String clockEffect, String clockLimit) {

    static Step of(String procedure, String elementId, String name, Map<String, String> properties) {
        return new Step(
                procedure,
                elementId,
                name,
                properties.getOrDefault("clock.custody", ""),
                properties.getOrDefault("clock.effect", "runs"),
                properties.getOrDefault("clock.limit", ""));
    }
}
