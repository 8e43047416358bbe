package io.latchkey.outbound;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A name server on this machine that answers as a test tells it, and notes the names it is asked for. */
final class FakeNameServer implements AutoCloseable {

    /** What is answered to one question; a silent one gets no answer. */
    record Answer(DnsResponseCode code, int ttl, List<InetAddress> addresses, boolean isSilent) {

        static Answer of(int ttl, String... addresses) {
            return new Answer(
                    DnsResponseCode.NOERROR,
                    ttl,
                    List.of(addresses).stream().map(InetAddress::ofLiteral).toList(),
                    false);
        }

        static Answer of(DnsResponseCode code) {
            return new Answer(code, 0, List.of(), false);
        }

        static Answer none() {
            return new Answer(DnsResponseCode.NOERROR, 0, List.of(), true);
        }
    }

    final List<String> questions = new CopyOnWriteArrayList<>();

    private final NioEventLoopGroup thread = new NioEventLoopGroup(1);
    private final Function<DnsRecordType, Answer> answers;
    private final ChannelFuture bound;

    FakeNameServer(Function<DnsRecordType, Answer> answers) {
        this.answers = answers;
        this.bound = new Bootstrap()
                .group(thread)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<DatagramChannel>() {
                    @Override
                    protected void initChannel(DatagramChannel channel) {
                        channel.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(),
                                        new DatagramDnsResponseEncoder(),
                                        new Answering());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) bound.channel().localAddress();
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            questions.add(question.type().name() + " " + question.name());
            var answer = answers.apply(question.type());
            if (answer.isSilent()) {
                return;
            }
            var response = new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
            response.setCode(answer.code())
                    .addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(question.name(), question.type()));
            for (var address : answer.addresses()) {
                response.addRecord(
                        DnsSection.ANSWER,
                        new DefaultDnsRawRecord(
                                question.name(),
                                question.type(),
                                answer.ttl(),
                                Unpooled.wrappedBuffer(address.getAddress())));
            }
            context.writeAndFlush(response);
        }
    }
}
