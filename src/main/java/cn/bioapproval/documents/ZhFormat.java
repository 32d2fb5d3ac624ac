package cn.bioapproval.documents;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates and amounts as official Chinese documents write them; templates call it {@code zh}. */
public final class ZhFormat {

    static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] WITHIN = {"", "拾", "佰", "仟"};
    private static final String[] SECTIONS = {"", "万", "亿", "万亿"};

    ZhFormat() {}

    /** 2026年3月5日, from an ISO date. */
    public String date(String isoDate) {
        return DAY.format(LocalDate.parse(isoDate));
    }

    String date(Instant moment) {
        return DAY.format(LocalDate.ofInstant(moment, OFFICE));
    }

    /** 1,500,000, from whole yuan. */
    public String yuan(Number yuan) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(whole(yuan));
    }

    /** 150 or 0.5, from whole yuan: the amount in 万元 without trailing zeros. */
    public String wan(Number yuan) {
        return BigDecimal.valueOf(whole(yuan)).movePointLeft(4).stripTrailingZeros().toPlainString();
    }

    /** 壹佰伍拾万元整, from whole yuan, as cheques and payment orders write it (支付结算办法, 附件一). */
    public String capital(Number yuan) {
        long amount = whole(yuan);
        if (amount == 0) {
            return "零元整";
        }
        if (amount < 0 || amount >= 10_000_000_000_000_000L) {
            throw new IllegalArgumentException("No such amount on a document: " + yuan);
        }
        StringBuilder text = new StringBuilder();
        boolean zeroOwed = false;
        for (int section = 3; section >= 0; section--) {
            int four = (int) (amount / (long) Math.pow(10_000, section) % 10_000);
            if (four == 0) {
                zeroOwed = text.length() > 0;
                continue;
            }
            for (int place = 3; place >= 0; place--) {
                int digit = four / (int) Math.pow(10, place) % 10;
                if (digit == 0) {
                    zeroOwed = text.length() > 0;
                } else {
                    if (zeroOwed) {
                        text.append('零');
                        zeroOwed = false;
                    }
                    text.append(DIGITS.charAt(digit)).append(WITHIN[place]);
                }
            }
            text.append(SECTIONS[section]);
        }
        return text.append("元整").toString();
    }

    private static long whole(Number yuan) {
        return yuan instanceof BigDecimal decimal ? decimal.longValueExact() : yuan.longValue();
    }
}
