package cn.bioapproval;

import cn.bioapproval.benchmark.ClinicalCaseForms;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Applications of city centres for acceptance, as the window hands them in over the REST interface. */
public final class SampleApplications {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger HOSPITALS = new AtomicInteger(70_000);

    private SampleApplications() {}

    /** The start form of a hospital that never applied before, as JSON. */
    public static String next() {
        Map<String, Object> form = new LinkedHashMap<>(ClinicalCaseForms.application(HOSPITALS.incrementAndGet()));
        form.replaceAll((key, value) -> Map.of("value", value));
        try {
            return JSON.writeValueAsString(Map.of("variables", form));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
