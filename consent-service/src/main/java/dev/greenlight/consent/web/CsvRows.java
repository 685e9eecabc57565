package dev.greenlight.consent.web;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list as CSV (RFC 4180) whose first row names the columns. */
final class CsvRows implements ImportRows {

    private final CloseableIterator<CsvRecord> records;
    private final CsvColumns columns;
    private long number;
    private boolean lost;

    /**
     * @throws ProblemException where the first row does not name columns
     * @throws IOException where the list breaks off before its first row has ended
     */
    CsvRows(InputStream body, Charset charset) throws IOException {
        var text = new InputStreamReader(
                body,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        records = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .build(
                        CsvRecordHandler.builder()
                                .maxFieldSize(LONGEST)
                                .maxRecordSize(LONGEST)
                                .build(),
                        text)
                .iterator();
        try {
            CsvRecord names = record();
            columns = CsvColumns.of(names == null ? List.of() : names.getFields());
        } catch (CsvParseException | CharacterCodingException e) {
            throw new ProblemException(Problem.INVALID_REQUEST);
        }
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (lost) {
            throw new IOException("Where the next row begins is not known");
        }
        try {
            CsvRecord row = record();
            return row == null ? null : read(row.getFields());
        } catch (CsvParseException | CharacterCodingException e) {
            lost = true;
            return new UnreadableRow(number + 1, Problem.INVALID_REQUEST);
        }
    }

    private @Nullable CsvRecord record() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord next = records.next();
            number = next.getStartingLineNumber();
            return next;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** An open quotation mark makes one cell of all the rows up to the next: whatever holds a line break is refused. */
    private Row read(List<String> cells) {
        boolean whole = cells.size() == columns.count()
                && cells.stream().noneMatch(cell -> cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0);
        return whole ? columns.row(number, cells) : new UnreadableRow(number, Problem.INVALID_REQUEST);
    }
}
