package cn.bioapproval.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service item (事项) as the catalogue describes it.
 *
 * @param code             stable code, kebab-case
 * @param name             Chinese name that people see
 * @param numberPrefix     Latin prefix of its case numbers, for example {@code LCZX}
 * @param procedure        key of the process definition that carries it
 * @param statutoryDays    working days that the law allows; {@code null} where the law sets none
 * @param promisedDays     working days that the office promises, never more than the law allows
 * @param extensionMaxDays most working days by which a limit may be extended; {@code null}: half of the limit
 *                         (医疗器械注册与备案管理办法 art. 96)
 * @param enabled          whether it is on as the application is shipped; whether cases may be opened today is
 *                         {@link ItemSwitches}' to say
 * @param startableBy      groups whose members may open a case
 * @param extensionBy      groups whose members, as heads of the office, may extend a limit (行政许可法 art. 42); empty:
 *                         nobody may
 * @param routing          for each step of the model, by element id, who does it
 * @param programme        code of the programme it counts in (see {@link Programmes}); {@code null}: none
 * @param confirmed        whether the process owner has confirmed the entry; otherwise it is shown as 待确认
 * @param source           where the entry was taken from, in Chinese; {@code null}: not told
 */
public record ServiceItem(
        String code,
        String name,
        String numberPrefix,
        String procedure,
        LegalNature legalNature,
        @Nullable Integer statutoryDays,
        int promisedDays,
        @Nullable Integer extensionMaxDays,
        boolean enabled,
        List<Material> materials,
        List<String> startableBy,
        List<String> extensionBy,
        Map<String, Route> routing,
        @Nullable String programme,
        boolean confirmed,
        @Nullable String source) {}
