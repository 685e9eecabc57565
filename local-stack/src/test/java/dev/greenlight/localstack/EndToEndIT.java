package dev.greenlight.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localstack.tour.Tour;
import dev.greenlight.localstack.tour.TourSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the signed webhook to the audience topic and back to the explanation, with everything real. */
class EndToEndIT {

    private static final Path REGISTRY_HOME = Path.of("target", "registry-app");

    @TempDir
    Path directory;

    @Test
    void whatPeopleTextDecidesWhoIsInTheAudienceAlsoAfterARestart() throws Exception {
        var settings = StackSettings.onFreePorts(directory, REGISTRY_HOME, 2);
        String toldFirst = tourOf(settings);
        String toldAfterRestart = tourOf(settings);

        assertThat(toldFirst).contains("is a member").contains("is gone");
        assertThat(toldAfterRestart).contains("is a member").contains("is gone");
        assertThat(directory.resolve("running.properties")).doesNotExist();
    }

    private static String tourOf(StackSettings settings) throws InterruptedException {
        var told = new ByteArrayOutputStream();
        try (var stack = LocalStack.start(settings)) {
            Tour.run(TourSettings.of(stack), new PrintStream(told, true, StandardCharsets.UTF_8));
        }
        return told.toString(StandardCharsets.UTF_8);
    }
}
