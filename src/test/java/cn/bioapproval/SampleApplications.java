package cn.bioapproval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Applications of city centres for acceptance, as the window hands them in over the REST interface. */
public final class SampleApplications {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger HOSPITALS = new AtomicInteger(700);
    private static final String LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    private SampleApplications() {}

    /** The start form of a hospital that never applied before, as JSON. */
    public static String next() {
        int number = HOSPITALS.incrementAndGet();
        String hospital = "厦门市第" + number + "医院";
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("hostName", hospital);
        form.put("hostCreditCode", creditCode(number));
        form.put("institutionType", "HOSPITAL");
        form.put("district", "SIMING");
        form.put("contactName", "李明");
        form.put("contactPhone", "0592-2100000");
        form.put("contactEmail", "liming@example.org");
        form.put("centerName", "厦门市心血管疾病临床医学研究中心");
        form.put("diseaseArea", "CARDIOVASCULAR");
        form.put("tier", "CITY");
        form.put("applicationType", "ACCEPTANCE");
        form.put("traditionalChinese", false);
        form.put("otherAid", "0");
        form.put("hasHistory", false);
        form.put("accountName", hospital);
        form.put("accountBank", "中国建设银行厦门思明支行");
        form.put("accountNumber", "6217001930012345678");
        form.put("materials", List.of("application"));
        form.replaceAll((key, value) -> Map.of("value", value));
        try {
            return JSON.writeValueAsString(Map.of("variables", form));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** GB 32100: the last letter checks the seventeen before it. */
    private static String creditCode(int number) {
        String body = "12350200%09d".formatted(number);
        int sum = IntStream.range(0, 17).map(i -> LETTERS.indexOf(body.charAt(i)) * WEIGHTS[i]).sum();
        return body + LETTERS.charAt((31 - sum % 31) % 31);
    }
}
