package cn.bioapproval.deviceregistration;

import cn.bioapproval.certificates.Attachment;
import cn.bioapproval.certificates.CertificateContents;
import cn.bioapproval.intake.FormData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the applicant says of herself and of the product.
 *
 * @param ivd            whether it is an in-vitro diagnostic reagent
 * @param modelSpec      models and specifications; of a reagent its packing
 * @param composition    structure and composition; of a reagent its main ingredients
 * @param storage        conditions of storage and shelf life of a reagent; empty for a device
 * @param categoryCode   sub-catalogue of the device classification (分类编码), two digits that stand in the number of the
 *                       certificate; 40 for a reagent
 * @param clinicalExempt listed as exempt from clinical evaluation (免于临床评价)
 * @param materials      codes of the checklist slots that were received
 */
public record DeviceDetails(
        boolean ivd,
        String applicantAddress,
        String productionAddress,
        String contactName,
        String contactPhone,
        String productName,
        String modelSpec,
        String composition,
        String intendedUse,
        String storage,
        String categoryCode,
        boolean clinicalExempt,
        List<String> materials) {

    private static final String IVD_ITEM = "ivd-registration";
    private static final String IVD_CATEGORY = "40";

    public DeviceDetails {
        materials = List.copyOf(materials);
    }

    static DeviceDetails of(FormData form) {
        boolean ivd = form.text("itemCode").equals(IVD_ITEM);
        return new DeviceDetails(
                ivd,
                form.text("applicantAddress"),
                form.text("productionAddress"),
                form.text("contactName"),
                form.text("contactPhone"),
                form.text("productName"),
                form.text("modelSpec"),
                form.text("composition"),
                form.text("intendedUse"),
                form.optionalText("storage").orElse(""),
                ivd ? IVD_CATEGORY : form.text("categoryCode"),
                form.flag("clinicalExempt"),
                form.choices("materials"));
    }

    /** Of the product of a certificate, with what shall change on it. */
    static DeviceDetails of(CertificateContents contents, Map<String, String> changes, FormData form) {
        boolean ivd = contents.category().equals(IVD_CATEGORY);
        Function<String, String> text = key -> changes.getOrDefault(key, contents.text(key));
        return new DeviceDetails(
                ivd,
                text.apply("holderAddress"),
                text.apply("productionAddress"),
                form.text("contactName"),
                form.text("contactPhone"),
                text.apply("productName"),
                text.apply(ivd ? "packing" : "specification"),
                text.apply(ivd ? "ingredients" : "composition"),
                text.apply("intendedUse"),
                text.apply("storage"),
                contents.category(),
                false,
                form.choices("materials"));
    }

    /** What stands on the certificate, for a holder of that name and code. */
    CertificateContents onCertificate(String holderName, String holderCode, String remarks, Attachment requirements) {
        Map<String, String> fields = new HashMap<>(productFields());
        fields.putAll(Map.of(
                "holderName", holderName,
                "holderAddress", applicantAddress,
                "productionAddress", productionAddress,
                "remarks", remarks));
        return new CertificateContents(holderCode, categoryCode, fields, requirements);
    }

    /** What the certificate says of the product, by its field. */
    Map<String, String> productFields() {
        Map<String, String> fields = new HashMap<>(Map.of(
                "productName", productName,
                "intendedUse", intendedUse,
                ivd ? "packing" : "specification", modelSpec,
                ivd ? "ingredients" : "composition", composition));
        if (ivd) {
            fields.put("storage", storage);
        }
        return fields;
    }

    /** With what the applicant corrected before acceptance. */
    DeviceDetails corrected(FormData form) {
        return new DeviceDetails(
                ivd,
                applicantAddress,
                productionAddress,
                form.text("contactName"),
                form.text("contactPhone"),
                form.optionalText("productName").orElse(productName),
                form.optionalText("modelSpec").orElse(modelSpec),
                form.optionalText("composition").orElse(composition),
                form.optionalText("intendedUse").orElse(intendedUse),
                storage,
                categoryCode,
                form.has("clinicalExempt") ? form.flag("clinicalExempt") : clinicalExempt,
                form.choices("materials"));
    }

    /** With another name or model, as corrected on the spot. */
    DeviceDetails renamed(String newProductName, String newModelSpec) {
        return new DeviceDetails(
                ivd,
                applicantAddress,
                productionAddress,
                contactName,
                contactPhone,
                newProductName,
                newModelSpec,
                composition,
                intendedUse,
                storage,
                categoryCode,
                clinicalExempt,
                materials);
    }
}
