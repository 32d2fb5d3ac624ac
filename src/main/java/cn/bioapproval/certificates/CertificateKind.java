package cn.bioapproval.certificates;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A kind of certificate, as {@code certificates/<code>.yaml} describes it.
 *
 * @param code       names the kind, for example {@code device}
 * @param name       for people, for example 医疗器械注册证
 * @param authority  who issues it, as the paper says
 * @param number     how its numbers are built
 * @param categories two-digit category → name; what the number's category may be
 * @param validity   how long it is valid from its first day, for example five years
 * @param renewal    how long before its last day renewal must have been applied for at the latest
 * @param reminders  how many days before that last day the holder is reminded
 * @param papers     the document templates it is printed with
 * @param fields     what stands on it, in the order of the paper
 */
public record CertificateKind(
        String code,
        String name,
        String authority,
        NumberRule number,
        Map<String, String> categories,
        Period validity,
        Period renewal,
        List<Integer> reminders,
        Papers papers,
        List<Field> fields) {

    /** The fields that every kind has: who holds the certificate and what it is for. */
    static final List<String> COMMON = List.of("holderName", "productName");

    /** What is printed for a field that is left empty. */
    private static final String NOTHING = "/";

    /**
     * The templates of the papers.
     *
     * @param certificate the certificate itself, also when renewed and reissued
     * @param change      the paper of a change (变更文件), used together with the certificate
     * @param attachment  the attachment, for example 产品技术要求
     */
    public record Papers(String certificate, String change, String attachment) {}

    /**
     * A line of the paper.
     *
     * @param key      as in {@link CertificateContents#fields()}; {@code null} for a line that always reads the same
     * @param label    what the paper calls it
     * @param required whether it must be filled in
     * @param text     what the line reads if it has no key
     */
    public record Field(@Nullable String key, String label, boolean required, @Nullable String text) {}

    @SuppressWarnings("ConstantValue") // read from YAML: what is not there is null
    public CertificateKind {
        for (Object part : new Object[] {
            code, name, authority, number, categories, validity, renewal, reminders, papers, fields
        }) {
            Objects.requireNonNull(part, () -> "The kind of certificate '" + code + "' is not described completely");
        }
        for (String key : COMMON) {
            if (fields.stream().noneMatch(field -> key.equals(field.key()) && field.required())) {
                throw new IllegalArgumentException("The kind of certificate %s needs the required field %s"
                        .formatted(code, key));
            }
        }
        reminders = reminders.stream().sorted().toList();
    }

    /**
     * The last day on which renewal of a certificate valid until the day may be applied for (医疗器械监督管理条例, 2021,
     * art. 22: six months before it ends). A rest day does not move it: the civil code moves the last day of a period
     * (art. 203), and this is the day before one that ends with the validity.
     */
    LocalDate lastDayForRenewal(LocalDate validUntil) {
        return validUntil.minus(renewal);
    }

    /**
     * Checks what shall stand on a certificate.
     *
     * @throws IllegalArgumentException if a required field is missing, a field unknown or the category none of this
     *                                  kind: caller and kind do not fit together
     */
    CertificateContents checked(CertificateContents contents) {
        TreeSet<String> unknown = new TreeSet<>(contents.fields().keySet());
        fields.forEach(field -> unknown.remove(String.valueOf(field.key())));
        String missing = fields.stream()
                .filter(field -> field.required() && contents.text(String.valueOf(field.key())).isBlank())
                .map(field -> String.valueOf(field.key()))
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty() || !missing.isEmpty() || !categories.containsKey(contents.category())) {
            throw new IllegalArgumentException(
                    "A certificate of kind %s: missing [%s], unknown %s, category %s; see certificates/%s.yaml"
                            .formatted(code, missing, unknown, contents.category(), code));
        }
        return contents;
    }

    /** The lines of the paper, in its order: {@code label} and {@code text}. */
    public List<Map<String, String>> rows(CertificateContents contents) {
        return fields.stream()
                .map(field -> {
                    String text = field.key() == null ? field.text() : contents.text(field.key()).strip();
                    return Map.of("label", field.label(), "text", text == null || text.isEmpty() ? NOTHING : text);
                })
                .toList();
    }
}
