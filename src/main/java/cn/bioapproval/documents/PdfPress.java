package cn.bioapproval.documents;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/**
 * Turns a template and its data into a PDF with embedded type. Every value is escaped; the renderer may fetch nothing,
 * so that text from outside can neither add elements nor reach the network or files.
 */
@Component
class PdfPress {

    private static final String TYPEFACE = "Noto Serif SC";

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    PdfPress() {
        StringTemplateResolver resolver = new StringTemplateResolver();
        resolver.setTemplateMode(TemplateMode.XML);
        resolver.setCacheable(false);
        engine.setTemplateResolver(resolver);
    }

    byte[] print(String source, String title, String number, Instant issuedAt, Map<String, Object> data) {
        ZhFormat zh = new ZhFormat();
        Map<String, Object> variables = new HashMap<>(data);
        variables.put("zh", zh);
        variables.put("qr", new QrCode());
        variables.put("document", Map.of("title", title, "number", number, "issuedOn", zh.date(issuedAt)));
        return pdf(engine.process(source, new Context(Locale.SIMPLIFIED_CHINESE, variables)));
    }

    private static byte[] pdf(String xhtml) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.withHtmlContent(xhtml, null)
                    .useFont(() -> type("Regular"), TYPEFACE, 400, FontStyle.NORMAL, true)
                    .useFont(() -> type("Bold"), TYPEFACE, 700, FontStyle.NORMAL, true)
                    .useExternalResourceAccessControl(
                            (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                    .withProducer("bio-approval")
                    .toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The document could not be rendered", e);
        }
    }

    private static InputStream type(String weight) {
        try {
            return new ClassPathResource("fonts/NotoSerifSC-" + weight + ".ttf").getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("The typeface is not in the application; the build copies it", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
