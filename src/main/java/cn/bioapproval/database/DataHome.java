package cn.bioapproval.database;

/**
 * Where this application keeps its data.
 *
 * @param embedded whether it is the application's own PostgreSQL: only then there is a demonstration organisation, and
 *                 only then may the office clock be turned
 */
public record DataHome(boolean embedded) {}
