package cn.bioapproval.documents;

import org.jspecify.annotations.Nullable;

/** A document that is issued but has no number yet. */
record Draft(IssuedDocument document, Template template, String data, @Nullable String issuedBy) {}
