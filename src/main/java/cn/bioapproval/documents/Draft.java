package cn.bioapproval.documents;

import org.jspecify.annotations.Nullable;

/**
 * A document that is issued but has no number yet.
 *
 * @param givenNumber the number that whoever issues it brings; {@code null} for one of the template's own series
 */
record Draft(
        IssuedDocument document,
        Template template,
        @Nullable String givenNumber,
        String data,
        @Nullable String issuedBy) {}
