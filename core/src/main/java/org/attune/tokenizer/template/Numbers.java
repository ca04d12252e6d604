// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Python's numbers: bool counts as int, int has any size (here up to what Python itself prints), float is a double. */
final class Numbers {

    /** Python refuses to print more than 4300 digits. */
    private static final int MOST_BITS = 14_280;

    private static final int MOST_DIGITS = 4300;
    private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    static BigInteger of(long value) {
        return BigInteger.valueOf(value);
    }

    /** An int literal. */
    static BigInteger parse(Token token) {
        String text = token.text();
        if (text.length() > MOST_DIGITS) {
            throw new SyntaxFailure(Failure.limit("a number of more than " + MOST_DIGITS + " digits"), token.at());
        }
        int radix = text.length() < 3
                ? 10
                : switch (Character.toLowerCase(text.charAt(1))) {
                    case 'x' -> 16;
                    case 'o' -> 8;
                    case 'b' -> 2;
                    default -> 10;
                };
        return new BigInteger(radix == 10 ? text : text.substring(2), radix);
    }

    static boolean isNumber(Object value) {
        return value instanceof BigInteger || value instanceof Double || value instanceof Boolean;
    }

    /** The value of an int or bool, null of anything else. */
    static @Nullable BigInteger whole(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        }
        return value instanceof BigInteger whole ? whole : null;
    }

    static double real(Object number) {
        BigInteger whole = whole(number);
        double real = whole == null ? (Double) number : whole.doubleValue();
        if (whole != null && Double.isInfinite(real)) {
            throw Failure.error("int too large to convert to float");
        }
        return real;
    }

    static long clamp(BigInteger value) {
        return value.max(SMALLEST).min(LARGEST).longValue();
    }

    static BigInteger bounded(BigInteger value) {
        if (value.bitLength() > MOST_BITS) {
            throw Failure.limit("a number of more than " + MOST_DIGITS + " digits");
        }
        return value;
    }

    /** Exact, also between int and float; not a number is unequal to and unordered with everything: NaN gives 2. */
    static int compare(Object a, Object b) {
        BigInteger x = whole(a);
        BigInteger y = whole(b);
        if (x != null && y != null) {
            return x.compareTo(y);
        }
        double left = x == null ? (Double) a : x.doubleValue();
        double right = y == null ? (Double) b : y.doubleValue();
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return 2;
        }
        if ((x == null && y == null) || Double.isInfinite(left) || Double.isInfinite(right)) {
            return left < right ? -1 : left > right ? 1 : 0;
        }
        BigDecimal exactLeft = x == null ? new BigDecimal(left) : new BigDecimal(x);
        return exactLeft.compareTo(y == null ? new BigDecimal(right) : new BigDecimal(y));
    }

    static Object arithmetic(String operator, Object a, Object b) {
        BigInteger x = whole(a);
        BigInteger y = whole(b);
        return x != null && y != null ? bounded(operator, x, y) : reals(operator, real(a), real(b));
    }

    private static Object bounded(String operator, BigInteger x, BigInteger y) {
        Object result = wholes(operator, x, y);
        return result instanceof BigInteger whole ? bounded(whole) : result;
    }

    private static Object wholes(String operator, BigInteger x, BigInteger y) {
        return switch (operator) {
            case "+" -> x.add(y);
            case "-" -> x.subtract(y);
            case "*" -> x.multiply(y);
            case "/" -> quotient(x, nonZero(y));
            case "//" -> floor(x, nonZero(y))[0];
            case "%" -> floor(x, nonZero(y))[1];
            default -> power(x, y);
        };
    }

    private static BigInteger nonZero(BigInteger divisor) {
        if (divisor.signum() == 0) {
            throw Failure.error("division by zero");
        }
        return divisor;
    }

    /** Quotient rounded down, and the remainder, which has the sign of the divisor. */
    private static BigInteger[] floor(BigInteger x, BigInteger y) {
        BigInteger[] parts = x.divideAndRemainder(y);
        if (parts[1].signum() != 0 && parts[1].signum() != y.signum()) {
            return new BigInteger[] {parts[0].subtract(BigInteger.ONE), parts[1].add(y)};
        }
        return parts;
    }

    private static double quotient(BigInteger x, BigInteger y) {
        // 40 digits leave no doubt about how the double is rounded, but for ties that no template meets
        double exact = new BigDecimal(x)
                .divide(new BigDecimal(y), new MathContext(40, RoundingMode.HALF_EVEN))
                .doubleValue();
        if (Double.isInfinite(exact)) {
            throw Failure.error("integer division result too large for a float");
        }
        return exact;
    }

    private static Object power(BigInteger x, BigInteger y) {
        if (y.signum() < 0) {
            return reals("**", real(x), real(y));
        }
        if ((x.bitLength() <= 1 && x.signum() >= 0) || y.signum() == 0) {
            return y.signum() == 0 ? BigInteger.ONE : x;
        }
        if (y.bitLength() > 15 || (long) (x.bitLength() - 1) * y.intValue() > MOST_BITS) {
            throw Failure.limit("a number of more than " + MOST_DIGITS + " digits");
        }
        return x.pow(y.intValue());
    }

    private static double reals(String operator, double x, double y) {
        if (y == 0 && "/ // %".contains(operator)) {
            throw Failure.error("float division by zero");
        }
        return switch (operator) {
            case "+" -> x + y;
            case "-" -> x - y;
            case "*" -> x * y;
            case "/" -> x / y;
            case "%" -> remainder(x, y);
            case "//" -> floor(x, y);
            default -> power(x, y);
        };
    }

    private static double remainder(double x, double y) {
        double rest = x % y;
        if (rest == 0) {
            return Math.copySign(0, y);
        }
        return rest < 0 != y < 0 ? rest + y : rest;
    }

    private static double floor(double x, double y) {
        double quotient = (x - remainder(x, y)) / y;
        if (quotient == 0) {
            return Math.copySign(0, x / y);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double power(double x, double y) {
        if (x == 0 && y < 0) {
            throw Failure.error("0.0 cannot be raised to a negative power");
        }
        if (x < 0 && y != Math.rint(y) && !Double.isInfinite(x) && !Double.isInfinite(y)) {
            throw Failure.unsupported("a complex number");
        }
        double power = x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
        if (Double.isInfinite(power) && !Double.isInfinite(x) && !Double.isInfinite(y)) {
            throw Failure.error("result of ** is too large");
        }
        return power;
    }
}
