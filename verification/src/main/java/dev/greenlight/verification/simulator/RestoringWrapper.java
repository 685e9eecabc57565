package dev.greenlight.verification.simulator;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Fills the stores before a processor sees them for the first time: processors may read their stores in
 * {@code init}, and the test driver leaves no other moment in between.
 */
public final class RestoringWrapper implements ProcessorWrapper {

    static final String RESTORATION = "simulator.restoration";

    private @Nullable Restoration restoration;

    /** Who knows what belongs in the stores of a processor. */
    interface Restoration {
        void beforeInit(String processor, StoreAccess stores);
    }

    /** The processor's context, as far as it matters here. */
    interface StoreAccess {
        StateStore store(String name);
    }

    @Override
    public void configure(Map<String, ?> settings) {
        restoration = (Restoration) settings.get(RESTORATION);
    }

    @Override
    public <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
            String name, ProcessorSupplier<KIn, VIn, KOut, VOut> supplier) {
        return ProcessorWrapper.asWrapped(new ProcessorSupplier<>() {
            @Override
            public Processor<KIn, VIn, KOut, VOut> get() {
                return new Restored<>(name, supplier.get());
            }

            @Override
            public @Nullable Set<StoreBuilder<?>> stores() {
                return supplier.stores();
            }
        });
    }

    @Override
    public <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
            String name, FixedKeyProcessorSupplier<KIn, VIn, VOut> supplier) {
        return ProcessorWrapper.asWrappedFixedKey(new FixedKeyProcessorSupplier<>() {
            @Override
            public FixedKeyProcessor<KIn, VIn, VOut> get() {
                return new RestoredFixedKey<>(name, supplier.get());
            }

            @Override
            public @Nullable Set<StoreBuilder<?>> stores() {
                return supplier.stores();
            }
        });
    }

    private void restore(String name, StoreAccess stores) {
        if (restoration != null) {
            restoration.beforeInit(name, stores);
        }
    }

    private final class Restored<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {

        private final String name;
        private final Processor<KIn, VIn, KOut, VOut> processor;

        private Restored(String name, Processor<KIn, VIn, KOut, VOut> processor) {
            this.name = name;
            this.processor = processor;
        }

        @Override
        public void init(ProcessorContext<KOut, VOut> context) {
            restore(name, context::getStateStore);
            processor.init(context);
        }

        @Override
        public void process(Record<KIn, VIn> record) {
            processor.process(record);
        }

        @Override
        public void close() {
            processor.close();
        }
    }

    private final class RestoredFixedKey<KIn, VIn, VOut> implements FixedKeyProcessor<KIn, VIn, VOut> {

        private final String name;
        private final FixedKeyProcessor<KIn, VIn, VOut> processor;

        private RestoredFixedKey(String name, FixedKeyProcessor<KIn, VIn, VOut> processor) {
            this.name = name;
            this.processor = processor;
        }

        @Override
        public void init(FixedKeyProcessorContext<KIn, VOut> context) {
            restore(name, context::getStateStore);
            processor.init(context);
        }

        @Override
        public void process(FixedKeyRecord<KIn, VIn> record) {
            processor.process(record);
        }

        @Override
        public void close() {
            processor.close();
        }
    }
}
