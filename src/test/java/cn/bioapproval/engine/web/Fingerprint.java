package cn.bioapproval.engine.web;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** The content of every table there is: number of rows and a digest of them. */
record Fingerprint(Map<String, String> tables) {

    static Fingerprint of(JdbcTemplate database) {
        Map<String, String> tables = new TreeMap<>();
        database.queryForList(
                        """
                        select quote_ident(table_schema) || '.' || quote_ident(table_name)
                        from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')""",
                        String.class)
                .forEach(table -> tables.put(
                        table,
                        database.queryForObject(
                                "select count(*) || ' rows ' || md5(coalesce(string_agg(r::text, '|' order by r::text), ''))"
                                        + " from " + table + " r",
                                String.class)));
        return new Fingerprint(tables);
    }
}
