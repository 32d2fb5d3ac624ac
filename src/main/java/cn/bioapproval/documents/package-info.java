/**
 * Numbered official documents (文书) in Chinese: issued in the transaction of the decision, rendered to PDF when first
 * opened, then kept unchanged. A procedure brings templates: {@code documents/<template>.yaml} (title, number, keys)
 * and {@code documents/<template>.html} (the text).
 */
@NullMarked
@ApplicationModule(allowedDependencies = "cases")
package cn.bioapproval.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
