package cn.bioapproval.calendar;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The holiday data that comes with the application. */
final class ShippedHolidays {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ShippedHolidays() {}

    /** The official arrangements of the years that were published when this version was built. */
    static List<HolidayArrangement> arrangements() {
        ArrangementsFile file = read("/calendar/arrangements.yaml", new TypeReference<>() {});
        return new TreeMap<>(file.years())
                .entrySet().stream()
                        .map(entry -> new HolidayArrangement(
                                entry.getKey(),
                                entry.getValue().source(),
                                entry.getValue().daysOff(),
                                entry.getValue().makeUpDays()))
                        .toList();
    }

    /** For years that are not published yet: the days that the law itself makes free (全国年节及纪念日放假办法 art. 2). */
    static Map<Integer, Map<LocalDate, String>> statutoryDays() {
        StatutoryFile file = read("/calendar/statutory-days.yaml", new TypeReference<>() {});
        return file.years();
    }

    private static <T> T read(String resource, TypeReference<T> type) {
        try (InputStream in = ShippedHolidays.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing resource " + resource);
            }
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }

    private record ArrangementsFile(Map<Integer, YearEntry> years) {}

    private record YearEntry(String source, Map<LocalDate, String> daysOff, Map<LocalDate, String> makeUpDays) {}

    private record StatutoryFile(Map<Integer, Map<LocalDate, String>> years) {}
}
