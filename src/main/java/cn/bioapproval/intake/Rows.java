package cn.bioapproval.intake;

import java.util.List;

/** A dynamic list: the same parts once per row. */
record Rows(List<String> path, String label, List<String> hides, List<Part> parts, Shape shape) implements Part {}
