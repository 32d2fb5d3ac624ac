package cn.bioapproval.documents;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A QR code as black bars that a template places by CSS, so that it is drawn as sharp vectors without any image;
 * templates call it {@code qr}.
 */
public final class QrCode {

    private static final int SCALE = 4;

    QrCode() {}

    /**
     * A run of dark modules.
     *
     * @param left   from the left edge, in millimetres
     * @param top    from the upper edge, in millimetres
     * @param width  in millimetres
     * @param height in millimetres
     */
    public record Bar(BigDecimal left, BigDecimal top, BigDecimal width, BigDecimal height) {

        /** For a style attribute. */
        public String style() {
            return "left:%smm;top:%smm;width:%smm;height:%smm".formatted(left, top, width, height);
        }
    }

    /**
     * The code of the text, without the blank margin around it.
     *
     * @param side its side, in millimetres
     */
    public List<Bar> bars(String text, int side) {
        BitMatrix modules = modules(text);
        int count = modules.getWidth();
        List<Bar> bars = new ArrayList<>();
        for (int y = 0; y < count; y++) {
            for (int x = 0; x < count; x++) {
                int from = x;
                while (x < count && modules.get(x, y)) {
                    x++;
                }
                if (x > from) {
                    BigDecimal left = at(from, side, count);
                    BigDecimal top = at(y, side, count);
                    bars.add(new Bar(
                            left, top, at(x, side, count).subtract(left), at(y + 1, side, count).subtract(top)));
                }
            }
        }
        return bars;
    }

    private static BigDecimal at(int module, int side, int count) {
        return BigDecimal.valueOf((long) module * side)
                .divide(BigDecimal.valueOf(count), SCALE, RoundingMode.HALF_UP);
    }

    private static BitMatrix modules(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.CHARACTER_SET, "UTF-8",
                                    EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN, 0));
        } catch (WriterException e) {
            throw new IllegalArgumentException("No QR code holds a text of this length: " + text.length(), e);
        }
    }
}
