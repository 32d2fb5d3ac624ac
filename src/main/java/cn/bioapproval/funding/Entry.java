package cn.bioapproval.funding;

import cn.bioapproval.cases.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One line of the append-only ledger. What the sums count by is repeated here, so that the ledger stands alone. */
@Entity
@Immutable
@Table(name = "funding_entry")
class Entry {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "funding_entry_seq")
    @SequenceGenerator(name = "funding_entry_seq", sequenceName = "funding_entry_seq", allocationSize = 50)
    private long id;

    @Column(nullable = false)
    private long awardId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private EntryKind kind;

    @Column(nullable = false)
    private long amount;

    @Column(nullable = false)
    private String measure;

    @Column(nullable = false)
    private String grantKey;

    @Column(nullable = false)
    private String awardKind;

    @Column(nullable = false)
    private String beneficiaryKey;

    @Column(nullable = false)
    private String enterpriseCode;

    @Column(nullable = false)
    private int year;

    @Nullable
    private String annualScope;

    @Nullable
    private String lifetimeScope;

    @Nullable
    private Long reverses;

    @Column(nullable = false)
    private LocalDate happenedOn;

    @Nullable
    private String voucher;

    @Nullable
    private String reason;

    @Column(nullable = false)
    private Instant recordedAt;

    @Nullable
    private String recordedBy;

    @Nullable
    private String onBehalfOf;

    protected Entry() {}

    private Entry(
            Award award,
            EntryKind kind,
            long amount,
            LocalDate happenedOn,
            @Nullable String voucher,
            @Nullable String reason,
            Instant recordedAt,
            Actor recordedBy) {
        this.awardId = award.id();
        this.kind = kind;
        this.amount = amount;
        this.measure = award.measure();
        this.grantKey = award.grantKey();
        this.awardKind = award.kind();
        this.beneficiaryKey = award.beneficiaryKey();
        this.enterpriseCode = award.enterpriseCode();
        this.year = award.year();
        this.annualScope = award.annualScope();
        this.lifetimeScope = award.lifetimeScope();
        this.happenedOn = happenedOn;
        this.voucher = voucher;
        this.reason = reason;
        this.recordedAt = recordedAt;
        this.recordedBy = recordedBy.userId();
        this.onBehalfOf = recordedBy.onBehalfOf();
    }

    static Entry grant(Award award, LocalDate on, Instant at, Actor by) {
        return new Entry(award, EntryKind.GRANT, award.amount().value(), on, null, null, at, by);
    }

    static Entry historic(Award award, LocalDate paidOn, String evidence, Instant at, Actor by) {
        return new Entry(award, EntryKind.HISTORIC, award.amount().value(), paidOn, evidence, null, at, by);
    }

    static Entry counter(Award award, Entry original, String reason, LocalDate on, Instant at, Actor by) {
        Entry entry = new Entry(award, EntryKind.REVERSAL, -original.amount, on, null, reason, at, by);
        entry.reverses = original.id;
        return entry;
    }

    static Entry payment(Award award, Yuan amount, LocalDate paidOn, String voucher, Instant at, Actor by) {
        return new Entry(award, EntryKind.PAYMENT, amount.value(), paidOn, voucher, null, at, by);
    }

    static Entry recovery(
            Award award, Yuan amount, LocalDate receivedOn, String voucher, String reason, Instant at, Actor by) {
        return new Entry(award, EntryKind.RECOVERY, -amount.value(), receivedOn, voucher, reason, at, by);
    }
}
