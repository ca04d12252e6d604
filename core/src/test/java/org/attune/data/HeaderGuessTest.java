// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderGuessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text,category/I am waiting,arrival/where is it,arrival | true | usual column name",
                "a stirring film,1/no movement,0/a joy,1 | false | the number 1",
                "great film,pos/awful film,neg/fine film,pos | false | comes again",
                "wert,art/1.5,a/2.5,b/3,a | true | holds numbers except",
                "alpha,beta/one thing,x y/another thing,z | true | single words",
                "0,1/abc,x/def,y | true | counts the columns",
                "0,1/1,0 | true | counts the columns",
                "Hello/How are you/Fine | false | nothing marks",
                "text/How are you/Fine | true | usual column name",
                "a,a/b,c/d,e | false | a value twice",
                ",text,label/0,a b,x | true | usual column name",
                "x,,z/1,2,3 | false | an empty or a long value",
            })
    void first_records_are_told_apart(String records, boolean present, String reason) {
        List<List<String>> read = Arrays.stream(records.split("/"))
                .map(r -> List.of(r.split(",", -1)))
                .toList();
        HeaderGuess guess = HeaderGuess.of(read, Set.of());
        assertThat(guess.present()).as(guess.reason()).isEqualTo(present);
        assertThat(guess.reason()).contains(reason);
    }
}
