package cn.bioapproval;

import cn.bioapproval.cases.NewCase;
import cn.bioapproval.certificates.Attachment;
import cn.bioapproval.certificates.CertificateContents;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Certificates as a registration of devices grants them. */
public final class SampleCertificates {

    public static final String HOLDER = "厦门市鹭江医疗器械有限公司";
    public static final String HOLDER_CODE = "91350200MA2XPT4K7E";

    private SampleCertificates() {}

    public static NewCase application(@Nullable String email) {
        return new NewCase(
                "xm-device-registration-check", "QXZC", "device-registration-check", "指夹式脉搏血氧仪注册", HOLDER,
                HOLDER_CODE, email);
    }

    public static CertificateContents oximeter() {
        return device("指夹式脉搏血氧仪", "07", HOLDER);
    }

    public static CertificateContents device(String product, String category, String holder) {
        return new CertificateContents(
                HOLDER_CODE,
                category,
                Map.of(
                        "holderName", holder,
                        "holderAddress", "厦门市海沧区新阳街道翁角西路2026号",
                        "productionAddress", "厦门市海沧区新阳街道翁角西路2026号1号楼三层",
                        "productName", product,
                        "specification", "LJ-100、LJ-200",
                        "composition", "由主机、血氧探头和显示屏组成。",
                        "intendedUse", "供医疗机构测量成人和儿童的脉搏血氧饱和度和脉率。"),
                Attachment.ofText("1 产品型号、规格及其划分说明\nLJ-100：单色显示；LJ-200：彩色显示。\n2 性能指标\n2.1 血氧饱和度测量范围：70%至100%。"));
    }

    public static CertificateContents reagent() {
        return new CertificateContents(
                HOLDER_CODE,
                "40",
                Map.of(
                        "holderName", HOLDER,
                        "holderAddress", "厦门市海沧区新阳街道翁角西路2026号",
                        "productionAddress", "厦门市海沧区新阳街道翁角西路2026号1号楼三层",
                        "productName", "C反应蛋白测定试剂盒（胶乳免疫比浊法）",
                        "packing", "R1：60mL×2，R2：20mL×2",
                        "ingredients", "R1：缓冲液；R2：抗人C反应蛋白抗体胶乳颗粒。",
                        "intendedUse", "用于体外定量测定人血清中C反应蛋白的浓度。",
                        "storage", "2℃至8℃避光保存，有效期18个月。"),
                Attachment.ofFile("产品技术要求.pdf", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
    }

    /** The same with another text in one field. */
    public static CertificateContents with(CertificateContents contents, String key, String text) {
        Map<String, String> fields = new HashMap<>(contents.fields());
        fields.put(key, text);
        return new CertificateContents(contents.holderCode(), contents.category(), fields, contents.attachment());
    }
}
