package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.Member;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A store that knows who is in an audience.
 *
 * @param records of the store; their texts are what members are listed by
 * @param members what a record says about the audience, in the order of the customers
 */
record MemberStore<K, V>(CompanyRecords<K, V> records, BiFunction<K, V, List<Member>> members) {}
