package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.stage.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The best prices of each of many symbols. */
final class TopOfBooksTest {
    private final Given given = new Given();
    private final TopOfBooks books = new TopOfBooks();

    /** There is room for 63 at first. */
    @ParameterizedTest
    @ValueSource(ints = {2, 63, 64, 65, 127, 128, 5_000})
    void everySymbolHasItsOwnHoweverManyThereAre(int id) {
        books.onEvent(given.quote(7, 1, 1, 500, 1, 501, 1), Visibility.LIVE);
        assertThat(books.get(id)).as("before its first quote").isNull();
        books.onEvent(given.quote(7, id, 1, 700, 1, 701, 1), Visibility.LIVE);
        assertThat(books.get(id).bid()).isEqualTo(700);
        assertThat(books.get(id).ask()).isEqualTo(701);
        books.onEvent(given.quote(7, id, 2, 800, 1, 801, 1), Visibility.LIVE);
        assertThat(books.get(id).bid()).isEqualTo(800);
        assertThat(books.get(1).bid()).isEqualTo(500);
        assertThat(books.get(id + 1)).isNull();
    }

    @Test
    void onlyQuotesThatCountAreTakenIn() {
        books.onEvent(given.quote(7, 1, 1, 500, 1, 501, 1), Visibility.HIDDEN);
        assertThat(books.get(1)).isNull();
        books.onEvent(given.trade(7, 1, 1), Visibility.LIVE);
        assertThat(books.get(1)).isNull();
    }
}
