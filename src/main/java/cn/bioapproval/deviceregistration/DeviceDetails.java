package cn.bioapproval.deviceregistration;

import cn.bioapproval.intake.FormData;
import java.util.List;

/**
 * What the applicant says of herself and of the product.
 *
 * @param structure         structure and scope of use (结构及组成、适用范围)
 * @param categoryCode      two digits, the sub-catalogue of the device classification (分类编码); part of the number of the
 *                          certificate
 * @param clinicalExempt    listed as exempt from clinical evaluation (免于临床评价)
 * @param materials         codes of the checklist slots that were received
 */
public record DeviceDetails(
        String applicantAddress,
        String productionAddress,
        String contactName,
        String contactPhone,
        String productName,
        String modelSpec,
        String structure,
        String categoryCode,
        boolean clinicalExempt,
        List<String> materials) {

    public DeviceDetails {
        materials = List.copyOf(materials);
    }

    static DeviceDetails of(FormData form) {
        return new DeviceDetails(
                form.text("applicantAddress"),
                form.text("productionAddress"),
                form.text("contactName"),
                form.text("contactPhone"),
                form.text("productName"),
                form.text("modelSpec"),
                form.text("structure"),
                form.text("categoryCode"),
                form.flag("clinicalExempt"),
                form.choices("materials"));
    }

    /** With what the applicant corrected before acceptance. */
    DeviceDetails corrected(FormData form) {
        return new DeviceDetails(
                applicantAddress,
                productionAddress,
                form.text("contactName"),
                form.text("contactPhone"),
                form.text("productName"),
                form.text("modelSpec"),
                form.text("structure"),
                categoryCode,
                form.flag("clinicalExempt"),
                form.choices("materials"));
    }

    /** With another name or model, as corrected on the spot. */
    DeviceDetails renamed(String newProductName, String newModelSpec) {
        return new DeviceDetails(
                applicantAddress,
                productionAddress,
                contactName,
                contactPhone,
                newProductName,
                newModelSpec,
                structure,
                categoryCode,
                clinicalExempt,
                materials);
    }
}
