// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapObserveRelation;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/**
 * Eclipse Californium, and Scandium, its DTLS, as a server for femto's client, and as a client of femto's
 * server; see peers.py.
 *
 * <p>java Peer IDENTITY KEY
 */
public final class Peer {
    private static final HexFormat HEX = HexFormat.of();

    private static final class Store extends CoapResource {
        private byte[] content = {};

        Store() {
            super("store");
        }

        @Override
        public void handleGET(CoapExchange asked) {
            asked.respond(ResponseCode.CONTENT, content);
        }

        @Override
        public void handlePUT(CoapExchange asked) {
            content = asked.getRequestPayload();
            asked.respond(ResponseCode.CHANGED);
        }

        @Override
        public void handleDELETE(CoapExchange asked) {
            content = new byte[0];
            asked.respond(ResponseCode.DELETED);
        }
    }

    private static final class Echo extends CoapResource {
        Echo() {
            super("echo");
        }

        @Override
        public void handlePOST(CoapExchange asked) {
            asked.respond(ResponseCode.CHANGED, asked.getRequestPayload());
        }
    }

    private static final class Clock extends CoapResource {
        private int time;

        Clock() {
            super("clock");
            setObservable(true);
            new Timer(true).schedule(new TimerTask() {
                @Override
                public void run() {
                    time++;
                    changed();
                }
            }, 500, 500);
        }

        @Override
        public void handleGET(CoapExchange asked) {
            asked.respond(String.valueOf(time));
        }
    }

    private record Answer(String code, byte[] payload) {
        static final Answer NONE = new Answer("none", new byte[0]);

        static Answer of(CoapResponse response) {
            return response == null ? NONE : new Answer(response.getCode().text, payload(response));
        }

        private static byte[] payload(CoapResponse response) {
            return response.getPayload() == null ? new byte[0] : response.getPayload();
        }
    }

    private static CoapEndpoint endpoint(Configuration with, String identity, String key) {
        InetSocketAddress at = new InetSocketAddress("127.0.0.1", 0);
        CoapEndpoint.Builder builder = new CoapEndpoint.Builder().setConfiguration(with);
        if (identity == null) {
            return builder.setInetSocketAddress(at).build();
        }
        DtlsConnectorConfig dtls = DtlsConnectorConfig.builder(with).setAddress(at)
                .setAdvancedPskStore(new AdvancedSinglePskStore(identity, HEX.parseHex(key))).build();
        return builder.setConnector(new DTLSConnector(dtls)).build();
    }

    private static Configuration configuration(int block) {
        return Configuration.createStandardWithoutFile()
                .set(CoapConfig.PREFERRED_BLOCK_SIZE, block)
                .set(CoapConfig.MAX_MESSAGE_SIZE, block)
                .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 65536);
    }

    private static Answer follow(CoapClient client) throws InterruptedException {
        BlockingQueue<Answer> heard = new ArrayBlockingQueue<>(100);
        CoapObserveRelation relation = client.observe(new CoapHandler() {
            @Override
            public void onLoad(CoapResponse news) {
                heard.offer(Answer.of(news));
            }

            @Override
            public void onError() {
                heard.offer(Answer.NONE);
            }
        });
        Answer first = heard.poll(15, TimeUnit.SECONDS);
        Answer second = heard.poll(15, TimeUnit.SECONDS);
        relation.proactiveCancel();
        if (first == null || second == null) {
            return Answer.NONE;
        }
        String both = new String(first.payload) + "\n" + new String(second.payload);
        return new Answer(second.code, both.getBytes());
    }

    private static Answer ask(List<String> words) throws Exception {
        String verb = words.get(0);
        int block = Integer.parseInt(words.get(2));
        boolean secure = words.size() > 4;
        CoapEndpoint from = endpoint(configuration(block), secure ? words.get(4) : null,
                secure ? words.get(5) : null);
        CoapClient client = new CoapClient(words.get(1));
        try {
            client.setEndpoint(from).setTimeout(10000L);
            if (verb.equals("follow")) {
                return follow(client);
            }
            Request request = new Request(CoAP.Code.valueOf(verb.toUpperCase()));
            if (verb.equals("get")) {
                client.useEarlyNegotiation(block);
            } else if (!words.get(3).equals("-")) {
                request.setPayload(HEX.parseHex(words.get(3)));
            }
            return Answer.of(client.advanced(request));
        } finally {
            client.shutdown();
            from.destroy();
        }
    }

    private static String version() throws Exception {
        var jar = CoapServer.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        try (JarFile file = new JarFile(jar.getPath())) {
            return file.getManifest().getMainAttributes().getValue("Bundle-Version");
        }
    }

    public static void main(String[] given) throws Exception {
        CoapConfig.register();
        UdpConfig.register();
        DtlsConfig.register();
        CoapEndpoint open = endpoint(configuration(1024), null, null);
        CoapEndpoint secure = endpoint(configuration(1024), given[0], given[1]);
        CoapServer server = new CoapServer(configuration(1024));
        server.addEndpoint(open);
        server.addEndpoint(secure);
        server.add(new Store(), new Echo(), new Clock());
        server.start();
        System.out.println(version() + " " + open.getAddress().getPort() + " "
                + secure.getAddress().getPort());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Answer answer = Answer.NONE;
            try {
                answer = ask(List.of(line.split(" ")));
            } catch (Exception why) {
                System.err.println(why);
            }
            System.out.println(answer.code + " "
                    + (answer.payload.length == 0 ? "-" : HEX.formatHex(answer.payload)));
        }
        System.exit(0);
    }
}
