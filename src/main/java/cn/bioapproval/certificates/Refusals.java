package cn.bioapproval.certificates;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Why something about a certificate is refused. */
final class Refusals {

    static final RefusalCode RENEWAL_TOO_LATE = new RefusalCode("ERR_RENEWAL_TOO_LATE");
    static final RefusalCode NUMBERS_EXHAUSTED = new RefusalCode("ERR_NUMBERS_EXHAUSTED");
    static final RefusalCode CERTIFICATE_NOT_FOUND = new RefusalCode("ERR_CERTIFICATE_NOT_FOUND");
    static final RefusalCode CERTIFICATE_NUMBER = new RefusalCode("ERR_CERTIFICATE_NUMBER");
    static final RefusalCode CERTIFICATE_STATE = new RefusalCode("ERR_CERTIFICATE_STATE");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private Refusals() {}

    static Refusal unknown(String number) {
        return Refusal.notFound(
                CERTIFICATE_NOT_FOUND, "登记簿中没有编号为“" + shortened(number) + "”的证书，请核对编号。");
    }

    static Refusal renewalTooLate(String number, LocalDate lastDay) {
        return Refusal.invalid(
                RENEWAL_TOO_LATE,
                "%s 的延续申请最迟应在%s提出，现在已经超过，不能受理延续；需要继续生产的，请重新申请注册。".formatted(number, day(lastDay)));
    }

    static Refusal state(String message) {
        return Refusal.conflict(CERTIFICATE_STATE, message);
    }

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    private static String shortened(String typed) {
        return typed.length() > 60 ? typed.substring(0, 60) + "…" : typed;
    }
}
