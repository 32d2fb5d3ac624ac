package cn.bioapproval.cycletime;

import cn.bioapproval.clock.StepProfile;
import java.util.HashMap;
import java.util.Map;

/**
 * What the model says about a step; the clock's properties as the model writes them, empty where it says nothing.
 */
record Step(String procedure, String elementId, String name, String custody, String clockEffect, String clockLimit) {

    private static final String CUSTODY = "clock.custody";
    private static final String EFFECT = "clock.effect";
    private static final String LIMIT = "clock.limit";

    static Step of(String procedure, String elementId, String name, Map<String, String> properties) {
        return new Step(
                procedure,
                elementId,
                name,
                properties.getOrDefault(CUSTODY, ""),
                properties.getOrDefault(EFFECT, ""),
                properties.getOrDefault(LIMIT, ""));
    }

    StepProfile profile() {
        Map<String, String> properties = new HashMap<>();
        properties.put(CUSTODY, custody);
        properties.put(EFFECT, clockEffect);
        properties.put(LIMIT, clockLimit);
        properties.values().removeIf(String::isEmpty);
        return StepProfile.of(properties);
    }
}
