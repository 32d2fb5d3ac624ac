/**
 * Who may act for whom and who may not act: organisational units, dated substitution (代理), recusal (回避), four-eyes, and
 * how passwords are kept. Knows no other room.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package cn.bioapproval.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
