package cn.bioapproval.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A moment as an auditor reads it: office time to the second. */
final class ShownTime {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private ShownTime() {}

    static String of(Instant moment) {
        return FORMAT.format(moment);
    }
}
