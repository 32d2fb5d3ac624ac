package cn.bioapproval.scenarios;

import cn.bioapproval.calendar.HolidayArrangement;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.ScenarioHolidays;
import cn.bioapproval.catalog.UnitFunction;
import cn.bioapproval.experts.NewExpert;
import cn.bioapproval.funding.Yuan;
import cn.bioapproval.identity.Substitutions;
import cn.bioapproval.scenarios.Scenario.Given;
import cn.bioapproval.scenarios.Scenario.Story;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.core.io.ClassPathResource;

/** What a story is given before it begins, and taking back afterwards what would reach into the next one. */
final class Preparation implements AutoCloseable {

    /** The measure that a bare {@code budget: 500} is about. */
    static final String MEASURE = "M16";

    /** Enough for every scenario that is not about the budget, in 万元. */
    private static final BigDecimal PLENTY = BigDecimal.valueOf(100_000);

    private final Office office;
    private final List<AutoCloseable> undo = new ArrayList<>();

    Preparation(Office office, Story story, CreditCodes codes, GivenCertificates certificates) {
        this.office = office;
        office.clock().turnTo(story.begin().atTime(8, 0).atZone(OfficeClock.ZONE).toInstant());
        Given given = story.given();
        try {
            fillExpertPool();
            undo.add(new ConfigOverrides(office.application(), given.config()));
            budgets(story);
            holidays(given);
            people(given, codes);
            units(given);
            given.certificates().forEach(certificates::enter);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void fillExpertPool() {
        if (office.experts().all().isEmpty()) {
            try (InputStream pool = new ClassPathResource("experts/demo-pool.yaml").getInputStream()) {
                new YAMLMapper()
                        .readValue(pool, new TypeReference<List<NewExpert>>() {})
                        .forEach(office.experts()::enter);
            } catch (IOException e) {
                throw new UncheckedIOException("The demonstration pool of experts cannot be read", e);
            }
        }
    }

    private void budgets(Story story) {
        int year = story.begin().getYear();
        budget(office, MEASURE, year, PLENTY);
        budget(office, MEASURE, year + 1, PLENTY);
        if (story.given().budget() != null) {
            budgets(office, story.given().budget(), year);
        }
    }

    /**
     * Sets budgets: a number of 万元, or years, or measures with a number or years.
     *
     * @param year the year that is meant where none is named
     */
    static void budgets(Office office, Piece given, int year) {
        if (given.isText()) {
            budget(office, MEASURE, year, given.number());
            return;
        }
        given.entries().forEach((measureOrYear, amount) -> {
            if (amount.isTable()) {
                amount.entries().forEach((each, sum) -> budget(office, measureOrYear, yearOf(each, sum), sum.number()));
            } else if (measureOrYear.matches("\\d{4}")) {
                budget(office, MEASURE, yearOf(measureOrYear, amount), amount.number());
            } else {
                budget(office, measureOrYear, year, amount.number());
            }
        });
    }

    /** What other scenarios reserved stays reserved: what is given is what is still free. */
    private static void budget(Office office, String measure, int year, BigDecimal free) {
        Yuan reserved = office.budgets().balance(year, measure).reserved();
        office.budgets().set(year, measure, reserved.plus(Yuan.ofWan(free)));
    }

    private static int yearOf(String text, Piece at) {
        if (!text.matches("\\d{4}")) {
            throw at.wrong("“" + text + "”应当是四位年份。");
        }
        return Integer.parseInt(text);
    }

    private void holidays(Given given) {
        if (given.holidays() == null) {
            return;
        }
        undo.add(new ScenarioHolidays(office.application()));
        given.holidays().entries().forEach((year, days) -> office.holidays().load(
                new HolidayArrangement(yearOf(year, days), "场景给定", dates(days, "off"), dates(days, "work")), "admin"));
    }

    private static Map<LocalDate, String> dates(Piece year, String key) {
        Map<LocalDate, String> dates = new TreeMap<>();
        year.find(key).ifPresent(list -> {
            if (list.isTable()) {
                list.entries().forEach((day, note) -> dates.put(
                        Piece.asDate(day).orElseThrow(() -> note.wrong("“" + day + "”不是日期。")), note.text()));
            } else {
                list.items().forEach(day -> dates.put(day.date(), key.equals("off") ? "放假" : "调休上班"));
            }
        });
        return dates;
    }

    private void people(Given given, CreditCodes codes) {
        People people = new People(office.engine().getIdentityService());
        given.recusals().forEach(each -> {
            Piece from = each.require("from", "recusals");
            String code = from.text().startsWith("auto") ? codes.of(from.text()) : from.text();
            String reason = each.find("reason").map(Piece::text).orElse("场景给定");
            Piece who = each.require("who", "recusals");
            office.recusals().declare(people.find(who.text(), who), code, reason);
        });
        given.substitutes().forEach(each -> {
            Piece principal = each.require("for", "substitutes");
            Piece deputy = each.require("by", "substitutes");
            var wish = new Substitutions.Wish(
                    people.find(principal.text(), principal),
                    people.find(deputy.text(), deputy),
                    each.find("process").map(this::process).orElse(null),
                    each.require("from", "substitutes").date(),
                    each.require("to", "substitutes").date(),
                    "场景给定");
            var appointed = office.substitutions().appoint(wish, "admin", true);
            undo.add(() -> office.substitutions().end(appointed.id(), "admin", true));
        });
    }

    /** An item's function goes to another unit from a day on; from the day on which the story ends, back to all items'. */
    private void units(Given given) {
        given.units().forEach(each -> {
            UnitFunction function = UnitFunction.valueOf(each.require("function", "units").text());
            String item = each.require("item", "units").text();
            Piece unit = each.require("unit", "units");
            String code = office.units().units().stream()
                    .filter(known -> known.code().equals(unit.text()) || known.name().equals(unit.text()))
                    .findFirst()
                    .orElseThrow(() -> unit.wrong("没有“" + unit.text() + "”这个单位。"))
                    .code();
            LocalDate from = each.require("from", "units").date();
            office.units().move(function, item, code, from, "场景给定", "admin");
            undo.add(() -> office.units().move(function, item, null, office.units().today(), "场景结束", "admin"));
        });
    }

    private String process(Piece piece) {
        return office.engine().getRepositoryService().createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(each -> each.getKey().equals(piece.text()) || piece.text().equals(each.getName()))
                .map(ProcessDefinition::getKey)
                .findFirst()
                .orElseThrow(() -> piece.wrong("没有“" + piece.text() + "”这个流程。"));
    }

    @Override
    public void close() {
        for (int i = undo.size() - 1; i >= 0; i--) {
            try {
                undo.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException("What the scenario was given cannot be taken back", e);
            }
        }
        undo.clear();
    }
}
