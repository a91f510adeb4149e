/**
 * Accounts on an invented market, without wire: orders and their limits, matching, positions, cash
 * and margin. All time is passed in. Prices and quantities are mantissas with the decimals of their
 * symbol, money has {@link io.tickwire.engine.market.account.Money#DECIMALS}.
 */
package io.tickwire.engine.market.account;
