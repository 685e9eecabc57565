package dev.greenlight.smsinbound.domain.understanding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The rule files that come with the service, read and checked when the first text is. */
final class Languages {

    /** Understood by every company. */
    static final List<String> ALWAYS = List.of("en", "fr", "es");

    /** Packs that a company chooses. */
    static final List<String> OPTIONAL = List.of("ar", "de", "he", "it", "ja", "pt", "ru", "vi", "zh");

    private static final Map<String, RuleFile> FILES = new LinkedHashMap<>();
    private static final Map<Set<String>, PhraseAutomaton> AUTOMATA = new ConcurrentHashMap<>();

    static {
        Stream.of(ALWAYS, OPTIONAL).flatMap(List::stream).forEach(name -> FILES.put(name, read(name)));
    }

    private Languages() {}

    static RuleFile file(String name) {
        RuleFile file = FILES.get(name);
        if (file == null) {
            throw new IllegalArgumentException("There is no language " + name);
        }
        return file;
    }

    /** All entries of a set that any of the languages has. */
    static Set<String> set(String set) {
        var entries = new TreeSet<String>();
        FILES.values().forEach(file -> entries.addAll(file.set(set)));
        return Set.copyOf(entries);
    }

    /** One for all companies with the same packs: it is large. */
    static PhraseAutomaton automaton(Collection<String> packs) {
        return AUTOMATA.computeIfAbsent(Set.copyOf(packs), chosen -> {
            var builder = new PhraseAutomatonBuilder();
            ALWAYS.forEach(name -> file(name).compileInto(builder));
            OPTIONAL.stream()
                    .filter(chosen::contains)
                    .forEach(name -> file(name).compileInto(builder));
            return builder.build();
        });
    }

    private static RuleFile read(String name) {
        String resource = "/understanding/" + name + ".rules";
        try (InputStream bytes = Languages.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            var reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            return RuleFile.parse(name, reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
