"""Addresses of the intake: upload, received files, unknown domains, watched folders."""

from django.urls import URLPattern, path

from nucleus.dmarc.intake import api
from nucleus.dmarc.intake.tables import FOLDERS, MESSAGES, PENDING
from nucleus.dmarc.intake.views import FilePage, FileRaw, UploadDone, UploadPage
from nucleus.platform.ui.routes import page_routes

urlpatterns: list[URLPattern] = [
    path("dmarc/upload/", UploadPage.as_view(), name="upload"),
    path("dmarc/upload/done/", UploadDone.as_view(), name="upload-done"),
    path("dmarc/files/<str:public_id>/raw/", FileRaw.as_view(), name="file-raw"),
    *page_routes(MESSAGES, FilePage),
    *page_routes(PENDING),
    *page_routes(FOLDERS),
    *api.urlpatterns,
]
