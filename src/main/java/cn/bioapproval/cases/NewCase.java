package cn.bioapproval.cases;

import org.jspecify.annotations.Nullable;

/**
 * What is needed to open a case.
 *
 * @param item           code of the service item
 * @param numberPrefix   short Latin prefix of the case number, from the catalogue entry, for example {@code LCZX}
 * @param procedure      process definition key
 * @param title          one Chinese line
 * @param applicantName  name of the applicant
 * @param applicantCode  unified social credit code of the applicant
 * @param applicantEmail where messages go, if given
 */
public record NewCase(
        String item,
        String numberPrefix,
        String procedure,
        String title,
        String applicantName,
        String applicantCode,
        @Nullable String applicantEmail) {}
