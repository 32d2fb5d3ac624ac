package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.RefusalCode;

/**
 * Something that stands against accepting an application, found by comparing it with the rules.
 *
 * @param code          the refusal that accepting would meet
 * @param message       what is wrong, in Chinese
 * @param supplementable whether the applicant can mend it by a supplement (补正)
 */
public record Finding(RefusalCode code, String message, boolean supplementable) {}
