package cn.bioapproval.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentTemplatesTest {

    private static final Map<String, Template> TEMPLATES = TemplateShelf.load();
    private static final Instant ISSUED_AT = Instant.parse("2026-03-04T17:00:00Z");

    private final PdfPress press = new PdfPress();

    static Stream<String> templates() {
        return TEMPLATES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateShowsEveryKeyThatItDeclares(String name) throws IOException {
        Template template = TEMPLATES.get(name);
        Map<String, Object> data = example(template.keys());

        String text = print(template, data);

        assertThat(text).contains(template.title(), "第1页 共").doesNotContain("${", "th:", "<!--");
        shown(data).forEach(value -> assertThat(text).contains(value));
    }

    @Test
    void theClinicalCenterProcedureHasItsTwelveDocuments() {
        assertThat(TEMPLATES.values().stream()
                        .filter(template -> template.name().startsWith("clinical-center-"))
                        .map(Template::title))
                .containsExactlyInAnyOrder(
                        "受理通知书", "补正通知书", "不予受理通知书", "专家意见表", "验收结论书", "评估结果通知", "公示", "补助核定表",
                        "拨款单", "不予支持告知书", "撤回确认书", "撤销决定书");
    }

    @Test
    void aDocumentCarriesItsTypefaceItsMetadataAndTheDayOfIssueInOfficeTime() throws IOException {
        Template template = TEMPLATES.get("clinical-center-withdrawal-notice");
        byte[] pdf = bytes(template, example(template.keys()));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("厦科测〔2026〕0001号 撤回确认书");
            assertThat(text(document)).contains("2026年3月5日").doesNotContain("#");
            var page = document.getPage(0);
            assertThat(page.getMediaBox().getWidth()).isBetween(595f, 596f);
            for (var font : page.getResources().getFontNames()) {
                PDFont used = page.getResources().getFont(font);
                assertThat(used.isEmbedded()).as(used.getName()).isTrue();
            }
        }
        assertThat(pdf.length).isLessThan(200_000);
    }

    @Test
    void aRealAwardSheetFitsOnePageWithLongFormulas() throws IOException {
        String text = print(TEMPLATES.get("clinical-center-award-sheet"), Map.of(
                "centerName", "厦门市心血管疾病临床医学研究中心（厦门大学附属第一医院）",
                "tierName", "市级临床医学研究中心",
                "awardName", "市级中心验收补助",
                "eventOn", "2026-02-27",
                "lines", List.of(
                        line("基数", "市级中心通过验收，给予200万元", 2_000_000L, "措施十六「给予200万元补助」"),
                        line("就高从优不重复", "200万元 − 其他省、市同类政策已获120万元", 800_000L, "措施总则「就高从优不重复」"),
                        line("预算", "2026年度可用1,000万元，足额占用", 800_000L, "—")),
                "amount", 800_000L));

        assertThat(text).contains("人民币捌拾万元整", "80万元", "第1页 共1页");
    }

    @Test
    void aRealCertificateFitsOnePageAndItsQrCodeLeadsToItsVerification() throws Exception {
        Template template = TEMPLATES.get("certificate-device");
        Map<String, Object> data = new HashMap<>(Map.of(
                "certificateNumber", "闽械注准20262070123",
                "authority", "福建省药品监督管理局",
                "approvedOn", "2026-06-30",
                "effectiveOn", "2026-06-30",
                "validUntilOn", "2031-06-29",
                "code", "7KQM-X3RA-9DTW",
                "address", "https://spxt.xm.example.gov.cn/certificates"));
        data.put("rows", List.of(
                row("注册人名称", "厦门市鹭江医疗器械有限公司"),
                row("注册人住所", "福建省厦门市海沧区新阳街道翁角西路2026号"),
                row("生产地址", "福建省厦门市海沧区新阳街道翁角西路2026号1号楼三层、2号楼一层至四层"),
                row("产品名称", "指夹式脉搏血氧仪"),
                row("型号、规格", "LJ-100、LJ-100B、LJ-200、LJ-200B、LJ-300"),
                row("结构及组成", "由主机（含血氧探头、显示屏、电池仓和软件）和挂绳组成。软件发布版本：V1。"),
                row("适用范围", "供医疗机构和家庭对成人、儿童的脉搏血氧饱和度和脉率进行无创点测或者短时监测，不适用于连续监护。"),
                row("附件", "产品技术要求"),
                row("其他内容", "/"),
                row("备注", "/")));

        assertThat(print(template, data)).contains("闽械注准20262070123", "有效期至：2031年6月29日", "第1页 共1页");
        assertThat(scanned(bytes(template, data)))
                .isEqualTo("https://spxt.xm.example.gov.cn/certificates#闽械注准20262070123/7KQM-X3RA-9DTW");
    }

    private static Map<String, String> row(String label, String text) {
        return Map.of("label", label, "text", text);
    }

    /** What a telephone reads from the first page. */
    private static String scanned(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 150);
            int width = page.getWidth();
            int height = page.getHeight();
            var light = new RGBLuminanceSource(width, height, page.getRGB(0, 0, width, height, null, 0, width));
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(light)), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        }
    }

    private static Map<String, Object> line(String step, String formula, long amount, String source) {
        return Map.of("step", step, "formula", formula, "amount", amount, "source", source);
    }

    @Test
    void whatAnApplicantWritesIsShownAndNeverObeyed() throws IOException {
        Template template = TEMPLATES.get("clinical-center-rejection-notice");
        Map<String, Object> data = new HashMap<>(example(template.keys()));
        String hostile = "</p><script>alert(1)</script><img src=\"file:///etc/passwd\"/> ${T(java.lang.Runtime)} [[${zh}]]"
                + " & ]]> <!-- &#0; \u0000\u0008\uD800";
        data.put("reason", hostile);

        assertThat(print(template, data))
                .contains("<script>alert(1)</script>", "${T(java.lang.Runtime)}", "[[${zh}]]", "& ]]> <!-- &#0;");
    }

    @Test
    void aTableOverSeveralPagesRepeatsItsHeadAndCountsThePages() throws IOException {
        Template template = TEMPLATES.get("clinical-center-supplement-notice");
        Map<String, Object> data = new HashMap<>(example(template.keys()));
        data.put("missing", Collections.nCopies(40, Map.of("name", "伦理审查批件", "requirement", "请补交在有效期内的批件")));

        String text = print(template, data);

        assertThat(text).contains("第1页 共", "第2页 共");
        assertThat(text.split("补正要求", -1).length - 1).isGreaterThan(1);
    }

    @Test
    void aMissingOrUnknownKeyOrAnUnusableDateIsRefusedByName() {
        Template template = TEMPLATES.get("clinical-center-supplement-notice");
        Map<String, Object> data = new HashMap<>(example(template.keys()));
        data.remove("centerName");
        data.put("centreName", "x");
        data.put("missing", List.of(Map.of("name", "批件")));

        assertThatThrownBy(() -> template.checked(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing [centerName], unknown [centreName]");

        data.remove("centreName");
        data.put("centerName", "x");
        assertThatThrownBy(() -> template.checked(data)).hasMessageContaining("missing [missing[].requirement]");

        data.put("missing", List.of());
        data.put("dueOn", "2026年3月5日");
        assertThatThrownBy(() -> template.checked(data)).hasMessageContaining("dueOn is a date");
    }

    @Test
    void numbersFollowTheirPattern() {
        assertThat(new NumberPattern("厦科验受〔{year}〕{seq:4}号").format(2026, 7)).isEqualTo("厦科验受〔2026〕0007号");
        assertThat(new NumberPattern("厦科验〔{year}〕{seq}号").format(2027, 12345)).isEqualTo("厦科验〔2027〕12345号");
        assertThatThrownBy(() -> new NumberPattern("厦科验")).isInstanceOf(IllegalArgumentException.class);
    }

    private String print(Template template, Map<String, Object> data) throws IOException {
        byte[] pdf = bytes(template, data);
        Path copy = Path.of("target", "documents", template.name() + "-" + data.hashCode() + ".pdf");
        Files.createDirectories(copy.getParent());
        Files.write(copy, pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return text(document).replaceAll("\\R", "");
        }
    }

    private static String text(PDDocument document) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        return stripper.getText(document);
    }

    private byte[] bytes(Template template, Map<String, Object> data) {
        Map<String, Object> all = new LinkedHashMap<>(template.checked(data));
        all.put("case", Map.of(
                "number", "XM-LCZX-2026-000123",
                "title", "厦门市心血管疾病临床医学研究中心验收",
                "applicantName", "厦门大学附属第一医院",
                "applicantCode", "12350200426600329P"));
        return press.print(
                template.source(),
                template.title(),
                template.number() == null
                        ? "闽械注准20262070001"
                        : template.number().format(2026, 1).replaceFirst("^[^〔]+", "厦科测").replaceFirst("〕\\d+", "〕0001"),
                ISSUED_AT,
                DocumentData.read(DocumentData.write(all)));
    }

    /** Something different for every key, so that each can be found again; short, so that no cell breaks it. */
    private static Map<String, Object> example(Map<String, Object> keys) {
        Map<String, Object> data = new LinkedHashMap<>();
        int n = 10;
        for (Map.Entry<String, Object> key : keys.entrySet()) {
            n++;
            if (key.getValue() instanceof Map<?, ?> columns) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (Object column : columns.keySet()) {
                    row.put(column.toString(), column.equals("amount") ? (Object) 2_000_000L : "格" + n++);
                }
                data.put(key.getKey(), List.of(row, row));
            } else if (key.getKey().endsWith("On")) {
                data.put(key.getKey(), "2026-09-" + n);
            } else if (key.getKey().equals("amount")) {
                data.put(key.getKey(), 1_500_000L);
            } else if (key.getValue().toString().contains("true 或 false")) {
                data.put(key.getKey(), true);
            } else {
                data.put(key.getKey(), "值" + n);
            }
        }
        return data;
    }

    private static List<String> shown(Map<String, Object> data) {
        ZhFormat zh = new ZhFormat();
        return data.entrySet().stream()
                .flatMap(entry -> entry.getValue() instanceof List<?> rows
                        ? ((Map<?, ?>) rows.get(0))
                                .values().stream().map(value -> value instanceof Long ? "200" : value.toString())
                        : Stream.of(
                                entry.getKey().endsWith("On")
                                        ? zh.date(entry.getValue().toString())
                                        : entry.getValue() instanceof Long yuan
                                                ? zh.yuan(yuan)
                                                : entry.getValue() instanceof Boolean ? "" : entry.getValue().toString()))
                .toList();
    }
}
