package io.latchkey.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * An agent that makes a JVM believe another time, in the JDK's clocks and in every class loaded after it, while the machine and
 * all other processes keep theirs: the service itself has no door for that. Only what counts from some moment on
 * ({@code System.nanoTime}) stays right, as it does on a machine whose clock is set wrong.
 */
public final class WrongClock implements ClassFileTransformer {

    private static final String MILLIS = "currentTimeMillis";
    private static final String CLOCK = "java/time/Clock";
    private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");
    private static final MethodTypeDesc PLUS = MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long);

    private static final String WRONG = "this clock is wrong by ";
    private static final String RIGHT = "stays right: ";
    private static final Pattern TOLD = Pattern.compile(WRONG + "\\S+: (\\S+) became (\\S+)");

    /** Longer than it takes to change the classes. */
    private static final Duration CHANGE = Duration.ofSeconds(30);

    private final Duration off;

    private WrongClock(Duration off) {
        this.off = off;
    }

    /** What {@code JAVA_TOOL_OPTIONS} must say. */
    static String option(Duration off) {
        return "-javaagent:" + jar().toAbsolutePath() + "=" + off;
    }

    /** Fails unless the log of a process shows that its time was off by so much, and in all classes that it loaded. */
    static void check(String log, Duration off) {
        var told = TOLD.matcher(log);
        var isWrong = told.find()
                && Duration.between(Instant.parse(told.group(1)), Instant.parse(told.group(2)))
                                .minus(off)
                                .abs()
                                .compareTo(CHANGE)
                        < 0;
        if (!isWrong || log.contains(RIGHT)) {
            throw new IllegalStateException("the clock is not wrong by " + off);
        }
    }

    private static Path jar() {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", WrongClock.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        var jar = Path.of("target", "wrong-clock.jar");
        var name = WrongClock.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = WrongClock.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by the JVM before the service's own main. */
    public static void premain(String off, Instrumentation jvm) throws Exception {
        var right = Instant.now();
        jvm.addTransformer(new WrongClock(Duration.parse(off)), true);
        jvm.retransformClasses(Clock.class, Clock.systemUTC().getClass(), Date.class);
        System.out.println(WRONG + off + ": " + right + " became " + Instant.now());
    }

    @Override
    public byte[] transform(
            Module module, ClassLoader loader, String name, Class<?> known, ProtectionDomain domain, byte[] bytes) {
        if (!CLOCK.equals(name) && !new String(bytes, StandardCharsets.ISO_8859_1).contains(MILLIS)) {
            return null;
        }
        try {
            var resolver = ClassHierarchyResolver.defaultResolver()
                    .orElse(ClassHierarchyResolver.ofResourceParsing(
                            loader == null ? ClassLoader.getSystemClassLoader() : loader));
            var file = ClassFile.of(ClassHierarchyResolverOption.of(resolver));
            var instants = ClassTransform.transformingMethodBodies(
                    method -> CLOCK.equals(name) && method.methodName().equalsString("currentInstant"), instants());
            return file.transformClass(
                    file.parse(bytes), instants.andThen(ClassTransform.transformingMethodBodies(millis())));
        } catch (RuntimeException | Error e) {
            System.out.println("the clock of " + name + " " + RIGHT + e);
            return null;
        }
    }

    private CodeTransform instants() {
        return (code, element) -> {
            if (element instanceof ReturnInstruction) {
                code.loadConstant(off.toSeconds()).invokevirtual(INSTANT, "plusSeconds", PLUS);
            }
            code.with(element);
        };
    }

    private CodeTransform millis() {
        return (code, element) -> {
            code.with(element);
            if (element instanceof InvokeInstruction call
                    && call.opcode() == Opcode.INVOKESTATIC
                    && call.owner().asInternalName().equals("java/lang/System")
                    && call.name().equalsString(MILLIS)) {
                code.loadConstant(off.toMillis()).ladd();
            }
        };
    }
}
