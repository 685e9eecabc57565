package dev.greenlight.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevCredentialsTest {

    @TempDir
    Path directory;

    @Test
    void theFirstStartMakesThemAndLaterOnesKeepThem() {
        var first = DevCredentials.in(directory);
        var later = DevCredentials.in(directory);

        assertThat(all(later)).isEqualTo(all(first));
    }

    @Test
    void noTwoAreEqualAndEachIsLongEnoughThatNobodyGuessesIt() {
        assertThat(Set.copyOf(all(DevCredentials.in(directory))))
                .hasSize(5)
                .allSatisfy(key -> assertThat(key).hasSize(43));
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws Exception {
        DevCredentials.in(directory);

        assertThat(Files.getPosixFilePermissions(directory.resolve("dev-credentials.properties")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aHashIsTheSha256InHex() {
        assertThat(DevCredentials.hashOf("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void linksToUnsubscribeAreSealedWithTheSameKeyAfterEveryStartAndWithAnotherElsewhere() {
        String secret = DevCredentials.in(directory).unsubscribeSecret();

        assertThat(DevCredentials.in(directory).unsubscribeSecret())
                .isEqualTo(secret)
                .matches("[0-9a-f]{64}");
        assertThat(DevCredentials.in(directory.resolve("other")).unsubscribeSecret())
                .isNotEqualTo(secret);
    }

    private static List<String> all(DevCredentials credentials) {
        return List.of(
                credentials.officeKey(),
                credentials.campaignKey(),
                credentials.adminKey(),
                credentials.twilioAuthToken(),
                credentials.genericSecret());
    }
}
