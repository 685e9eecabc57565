package dev.greenlight.eligibility.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberCodeTest {

    @Test
    void codesHaveTheOrderOfTheNumbersAndTellThem() {
        List<String> numbers = numbers(20_000);

        assertThat(numbers.stream().sorted().map(PhoneNumberCode::of).sorted().map(PhoneNumberCode::toNumber))
                .containsExactlyElementsOf(numbers.stream().sorted().toList());
        assertThat(numbers.stream().sorted().map(PhoneNumberCode::of)).isSorted();
    }

    @Test
    void numbersThatBeginAlikeLieSideBySide() {
        List<String> numbers = numbers(2_000);
        Stream.of("+", "+1", "+14", "+1415", "+49", "+999999999999999")
                .forEach(beginning -> assertThat(numbers)
                        .allSatisfy(number -> assertThat(isBetween(number, beginning))
                                .as("%s begins with %s", number, beginning)
                                .isEqualTo(number.startsWith(beginning))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+", "+1", "+0123456", "14155550123", "+1415555012345678", "+1415555o123", "jo@example.com"})
    void whatIsNotANumberIsNoneOfThem(String address) {
        assertThat(PhoneNumberCode.isPhoneNumber(address)).isFalse();
    }

    private static boolean isBetween(String number, String beginning) {
        long code = PhoneNumberCode.of(number);
        return code >= PhoneNumberCode.first(beginning) && code < PhoneNumberCode.behind(beginning);
    }

    /** Of all lengths, many of them with the same beginning. */
    private static List<String> numbers(int count) {
        var random = new Random(7);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var number = new StringBuilder("+").append(1 + random.nextInt(random.nextBoolean() ? 1 : 9));
                    int digits = 2 + random.nextInt(14);
                    while (number.length() <= digits) {
                        number.append(
                                random.nextBoolean()
                                        ? "415".charAt(random.nextInt(3))
                                        : (char) ('0' + random.nextInt(10)));
                    }
                    return number.toString();
                })
                .distinct()
                .toList();
    }
}
