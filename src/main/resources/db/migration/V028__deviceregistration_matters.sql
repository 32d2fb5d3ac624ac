-- What is applied for, and about which certificate: besides first registration there are change, filing of a change,
-- renewal, reissue and cancellation. The changes are texts by field of the certificate.
alter table deviceregistration_application
    add column matter             varchar(20) not null default 'REGISTRATION',
    add column certificate_number varchar(60),
    add column changes            jsonb       not null default '{}';
alter table deviceregistration_application alter column matter drop default;
alter table deviceregistration_application alter column changes drop default;
alter table deviceregistration_application
    add constraint deviceregistration_matter_of_certificate
    check ((matter = 'REGISTRATION') = (certificate_number is null));
