package io.palimpsest.embedded;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** The library's store over a folder, with listings that stay quick in buckets of any size. */
final class FolderBlobStore extends ForwardingBlobStore {
  private static final int MOST = 1000; // of S3

  private final Path folder;
  private final Clock clock;

  FolderBlobStore(Path folder, Clock clock) {
    super(new FilesystemNio2BlobStore(folder.toString()));
    this.folder = folder;
    this.clock = clock;
  }

  /** Without tags: they are in no file's name, and nobody asks a listing for them. */
  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    if (!orElse(request.delimiter(), "").isEmpty()) {
      return super.list(request); // looks at one folder only
    }
    headBucket(HeadBucketRequest.builder().bucket(request.bucket()).build()); // or throws
    int limit = Math.min(orElse(request.maxKeys(), MOST), MOST);
    String after = orElse(request.continuationToken(), orElse(request.startAfter(), ""));
    List<FolderListing.Found> found =
        FolderListing.of(
            folder.resolve(request.bucket()),
            orElse(request.prefix(), ""),
            after,
            limit + 1,
            clock.instant());
    boolean more = limit > 0 && found.size() > limit;
    List<S3Object> page = found.stream().limit(limit).map(FolderBlobStore::object).toList();
    return SdkResponses.objectsPage(page, List.of(), more ? page.getLast().key() : null);
  }

  private static S3Object object(FolderListing.Found file) {
    return SdkResponses.objectEntry(
        file.name(), null, file.written(), file.size(), StorageClass.STANDARD);
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
