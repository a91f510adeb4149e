package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.account.AccountApi;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.VenueFeatures;
import java.util.function.Consumer;
import java.util.function.Function;

/** A fault that needs accounts; most change a setting of them, and change it back at the end. */
abstract class AccountFault implements FaultAction {
    @Override
    public String missing(VenueFeatures features) {
        return features.accounts() ? null : "needs accounts, which a recording has not";
    }

    /**
     * One that changes a setting.
     *
     * @param begin changes it, and says what for people
     * @param end   changes it back
     */
    static FaultAction of(Function<AccountApi, String> begin, Consumer<AccountApi> end) {
        return new AccountFault() {
            @Override
            public String begin(FaultControls controls) {
                return begin.apply(controls.accounts());
            }

            @Override
            public void end(FaultControls controls) {
                end.accept(controls.accounts());
            }
        };
    }
}
