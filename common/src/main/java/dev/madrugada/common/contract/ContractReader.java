package dev.madrugada.common.contract;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Reads and checks dataset.yaml; one exception reports all problems with their lines. */
final class ContractReader {
    private static final int VERSION = 1;
    private static final String ADDRESS = "[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+\\.[^\\s@<>,;:\".]+";

    private ContractReader() {}

    /**
     * Reads a contract.
     *
     * @param file the file's name for messages
     */
    static DatasetContract read(String file, String text) {
        return read(YamlDocument.parse(file, text));
    }

    static DatasetContract read(YamlDocument document) {
        YamlMapping root = document.root();
        version(root, document);
        ColumnKeys columnKeys = new ColumnKeys();
        String dataset = root.text("dataset").identifier().value();
        Source source = SourceSection.read(root.mapping("source"));
        ZoneId dayZone = root.text("day-zone", "UTC").parsed(DaySections::zone, ZoneOffset.UTC);
        YamlMapping payloadKeys = root.mapping("payload");
        Payload payload = new PayloadSection(payloadKeys, columnKeys, dayZone).read();
        if (source instanceof Source.Files) {
            FilesSection.checkPayload(payloadKeys, payload.format());
        }
        KnownColumns known = new KnownColumns();
        known.add(payload);
        List<Lookup> lookups = new LookupSection(columnKeys, known).read(root.itemsIfAny("lookups"));
        List<DerivedColumn> derived = new ComputedSections(columnKeys, known).derived(root.itemsIfAny("derived"));
        List<Check> checks = ComputedSections.checks(root.itemsIfAny("checks"));
        Optional<FieldPath> rows = Optional.ofNullable(payload.rows());
        Key key = root.require("key")
                .map(node -> new KeySection(known, rows).read(node))
                .orElse(Key.ARRIVAL);
        EventTime eventTime = DaySections.eventTime(root.mapping("event-time"), dayZone, known, columnKeys.names());
        requireCuratedColumn(payloadKeys, known);
        WarehouseTable warehouse = warehouse(root.mapping("warehouse"));
        Report report = report(root.mapping("report"));
        Optional<Catalog> catalog = root.find("catalog").map(YamlNode::mapping).map(ContractReader::catalog);
        QuarantineLimit maxQuarantined =
                root.find("max-quarantined").map(ContractReader::limit).orElse(QuarantineLimit.DEFAULT);
        LakeFormat format = format(root, known, catalog);
        int catchUpDays = root.find("catch-up-days")
                .map(days -> days.wholeNumber(0, DatasetContract.MAX_CATCH_UP_DAYS))
                .orElse(DatasetContract.DEFAULT_CATCH_UP_DAYS);
        document.verify();
        return new DatasetContract(
                dataset,
                source,
                payload,
                key,
                eventTime,
                lookups,
                derived,
                checks,
                warehouse,
                report,
                catalog,
                maxQuarantined,
                format,
                catchUpDays);
    }

    /** Stops reading at a contract of another version, whose keys may have other meanings. */
    private static void version(YamlMapping root, YamlDocument document) {
        Optional<YamlNode> other = root.require("version").filter(version -> !version.isNumber(VERSION));
        if (other.isPresent()) {
            other.get()
                    .wrongKind(
                            VERSION + ", the version that this release reads",
                            "write 'version: " + VERSION + "' and its keys, or use the release that reads yours");
            document.stopIfInvalid();
        }
    }

    private static void requireCuratedColumn(YamlMapping payload, KnownColumns known) {
        List<Column> columns = known.columns();
        if (!columns.isEmpty() && columns.stream().allMatch(Column::isHidden)) {
            payload.find("columns")
                    .ifPresent(node -> node.refused(
                            "all columns of the contract are hidden, so a curated row would have none",
                            "remove 'hidden: true' from the columns that should land"));
        }
    }

    private static WarehouseTable warehouse(YamlMapping section) {
        return new WarehouseTable(
                section.text("schema").identifier().value(),
                section.text("table").identifier().value());
    }

    private static Report report(YamlMapping section) {
        List<String> values = section.items("values").stream()
                .map(value -> value.text().identifier().value())
                .toList();
        return new Report(
                section.text("title").value(),
                address(section.text("sender")),
                recipients(section.itemsIfAny("recipients")),
                section.text("label").identifier().value(),
                values,
                section.find("attach").filter(YamlNode::flag).isPresent()
                        ? Report.Attachments.PAGE_AND_CSV
                        : Report.Attachments.NONE,
                section.find("max-rows")
                        .map(rows -> rows.wholeNumber(1, Report.HIGHEST_MAX_ROWS))
                        .orElse(Report.DEFAULT_MAX_ROWS));
    }

    private static List<String> recipients(List<YamlNode> addresses) {
        if (addresses.size() > Report.MAX_RECIPIENTS) {
            addresses
                    .get(Report.MAX_RECIPIENTS)
                    .text()
                    .problem(
                            "it is the first of " + (addresses.size() - Report.MAX_RECIPIENTS)
                                    + " too many: a mail by SES has at most " + Report.MAX_RECIPIENTS + " recipients",
                            "name a mailing list instead of its members");
        }
        return addresses.stream().map(address -> address(address.text())).toList();
    }

    private static String address(YamlText text) {
        return text.matching(
                        ADDRESS,
                        "it does not look like an e-mail address",
                        "write an address such as night@example.com")
                .value();
    }

    private static Catalog catalog(YamlMapping section) {
        return new Catalog(section.text("database").identifier().value());
    }

    private static LakeFormat format(YamlMapping root, KnownColumns known, Optional<Catalog> catalog) {
        Optional<YamlNode> node = root.find("format");
        LakeFormat format = node.flatMap(word -> word.choice(LakeFormat.class)).orElse(LakeFormat.PARQUET);
        if (format == LakeFormat.ICEBERG && catalog.isEmpty()) {
            node.ifPresent(word -> word.refused(
                    "a catalog names an Iceberg table's current metadata, and the contract has no catalog",
                    "add 'catalog: {database: NAME}'"));
        }
        format.refusedField(known.columns())
                .ifPresent(name -> node.ifPresent(word -> word.refused(
                        "the field '" + name + "' has a character that Delta refuses in names",
                        "rename it in the column's type, or use another format")));
        return format;
    }

    private static QuarantineLimit limit(YamlNode node) {
        if (node.isText()) {
            return node.text().parsed(QuarantineLimit::parse, QuarantineLimit.DEFAULT);
        }
        if (node.isWholeNumber()) {
            return QuarantineLimit.ofRecords(node.wholeNumber(0, QuarantineLimit.MAX_RECORDS));
        }
        node.wrongKind("a percentage such as \"5%\" or a number of records such as 20", "write one of them");
        return QuarantineLimit.DEFAULT;
    }
}
