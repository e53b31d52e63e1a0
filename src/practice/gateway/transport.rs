//! How frames go out: plain, each compressed for itself, or as one compressed stream.

use std::io::{self, Write};

use axum::extract::ws::Message as Frame;
use flate2::Compression;
use flate2::write::ZlibEncoder;

/// How frames are compressed on one connection.
pub(super) enum Transport {
    Plain,
    /// Each message for itself.
    Zlib,
    /// One stream over the whole connection, flushed after each message.
    Stream(Box<ZlibEncoder<Vec<u8>>>),
}

impl Transport {
    pub(super) fn stream() -> Self {
        Self::Stream(Box::new(ZlibEncoder::new(Vec::new(), Compression::fast())))
    }

    pub(super) fn frame(&mut self, text: String) -> io::Result<Frame> {
        let compressed = match self {
            Self::Plain => return Ok(Frame::Text(text.into())),
            Self::Zlib => {
                let mut whole = ZlibEncoder::new(Vec::new(), Compression::fast());
                whole.write_all(text.as_bytes())?;
                whole.finish()?
            }
            Self::Stream(stream) => {
                stream.write_all(text.as_bytes())?;
                stream.flush()?;
                std::mem::take(stream.get_mut())
            }
        };
        Ok(Frame::Binary(compressed.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zlib_stream_can_be_read_message_by_message() {
        let mut transport = Transport::stream();
        let mut reader = flate2::Decompress::new(true);
        for text in ["短い".to_owned(), "長".repeat(100_000), "終".into()] {
            let Frame::Binary(bytes) = transport.frame(text.clone()).unwrap() else {
                panic!("not compressed")
            };
            assert!(bytes.ends_with(&[0, 0, 0xFF, 0xFF]));
            let mut read = Vec::with_capacity(400_000);
            reader
                .decompress_vec(&bytes, &mut read, flate2::FlushDecompress::Sync)
                .unwrap();
            assert_eq!(String::from_utf8(read).unwrap(), text);
        }
    }

    #[test]
    fn each_message_can_be_compressed_for_itself() {
        use std::io::Read;
        let Frame::Binary(bytes) = Transport::Zlib.frame("字".repeat(5000)).unwrap() else {
            panic!("not compressed")
        };
        let mut text = String::new();
        flate2::read::ZlibDecoder::new(&bytes[..])
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "字".repeat(5000));
    }
}
